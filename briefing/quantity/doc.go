// Package quantity reads the numbers in the sentences of an article: their value, unit or currency, what they
// count, and what limits them ("more than 80"), so that two of them can be compared.
package quantity

// Package pack writes numbers and texts as bytes, in frames with checksums, and reads them back: what is damaged or cut
// short is refused, whatever it holds.
package pack

// Package lex keeps the words and phrases that the engine knows as data, by language: one list a
// file, one entry a line, sorted. Nothing else of the engine holds a list of words.
//
// Beside the languages' folders ("en"), "mul" holds lists that mix the languages of the press (names of
// months), "markup" the names that publishing systems give to elements of pages.
//
// Three kinds of files stand in a folder:
//
//   - NAME.txt is a list of words or short phrases, in the form in which they are looked up (folded:
//     lower case, straight marks). A line that begins with # is a remark; the first remark says what
//     the list is for. Read with Words.
//   - NAME.tsv is a table: the columns of a line are parted by tabs, the first remark names them.
//     Read with Table.
//   - NAME.phrases is a table of patterns for stock phrases: reason, the most words that such a line
//     has, the pattern, and an example that it must match. Read with Phrases.
//
// Everything is read when it is first asked for, and once. A test reads all
// of it and says what is wrong with file and line.
package lex

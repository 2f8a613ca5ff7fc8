// Package names finds the names in an article and says which of them mean one person, place or body.
//
//   - Reader.Names finds the runs of capitals in a sentence and parts them from titles and roles; the
//     gazetteer and the words around them tell their kind.
//   - Reader.Meet takes up the persons whom an article names in full, and gives every short mention the key of
//     the person whom it means.
//   - Keys gives a name its key, equal for all its spellings: aliases, transliterations, a surname that was
//     introduced in full. SameName and Country say which keys belong together.
package names

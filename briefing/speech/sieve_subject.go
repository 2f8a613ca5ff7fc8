package speech

// subjectSieve reads the subject before the verb and its auxiliaries, by subjectSieves.
var subjectSieve = cueSieve{"subject", []string{
	"Peter Orlin said the dam was safe. => Peter Orlin",
}, func(c *cueReading) verdict { return c.read(subjectSieves) }}

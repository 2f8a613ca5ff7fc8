package speech

import "slices"

// A Sieve is a sieve as its test sees it.
type Sieve struct {
	Name     string
	Examples []string
	Without  func() (again func()) // takes it out of its table until again is called
}

// Sieves gives all sieves.
func Sieves() []Sieve {
	var out []Sieve
	out = append(out, in(&cueSieves, func(s *cueSieve) (string, []string) { return s.name, s.examples })...)
	out = append(out, in(&subjectSieves, func(s *cueSieve) (string, []string) { return s.name, s.examples })...)
	out = append(out, in(&phraseSieves, func(s *phraseSieve) (string, []string) { return s.name, s.examples })...)
	out = append(out, in(&voiceSieves, func(s *voiceSieve) (string, []string) { return s.name, s.examples })...)
	return append(out, in(&backwardSieves, func(s *voiceSieve) (string, []string) { return s.name, s.examples })...)
}

// in gives the sieves of one table.
func in[T any](table *[]T, tell func(*T) (string, []string)) []Sieve {
	all := *table
	out := make([]Sieve, len(all))
	for i := range all {
		out[i].Name, out[i].Examples = tell(&all[i])
		out[i].Without = func() func() {
			*table = slices.Delete(slices.Clone(all), i, i+1)
			return func() { *table = all }
		}
	}
	return out
}

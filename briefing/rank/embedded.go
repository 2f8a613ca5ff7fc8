package rank

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Embedded is a model whose weights are a file of the program. It is read when it is first used, and is
// safe for concurrent use.
type Embedded struct {
	read func() *Model
	// instead is what Without put in its place; nil is nothing.
	instead atomic.Pointer[Model]
}

// Embed names the file of a model and the features that the code has. Nothing is read yet.
func Embed(fsys fs.FS, name string, features Features) *Embedded {
	return &Embedded{read: sync.OnceValue(func() *Model { return MustRead(fsys, name, features) })}
}

// Model is the model. A mistake in its file panics: see MustRead.
func (e *Embedded) Model() *Model {
	if m := e.instead.Load(); m != nil {
		return m
	}
	return e.read()
}

// Without takes a feature out of the model until restore is called, so that it can be measured what the
// feature is worth; all other weights stay as they are. Only measurements call it. A feature that the
// model does not have is an error that lists those it has.
func (e *Embedded) Without(feature string) (restore func(), err error) {
	m, err := e.read().Without(feature)
	if err != nil {
		return nil, err
	}
	e.instead.Store(m)
	return func() { e.instead.Store(nil) }, nil
}

// Without is the model with no weight for a feature, and with no tree that looks at it first. A feature
// that the model does not have is an error that lists those it has.
func (m *Model) Without(feature string) (*Model, error) {
	i := slices.Index(m.names, feature)
	if i < 0 {
		return nil, fmt.Errorf("rank: %s has no feature %q; it has %s", m.Task, feature, strings.Join(m.names, ", "))
	}
	out := *m
	out.weights = slices.Clone(m.weights)
	out.weights[i] = 0
	out.trees = slices.DeleteFunc(slices.Clone(m.trees), func(t Tree) bool { return t.Feature == feature })
	return &out, nil
}

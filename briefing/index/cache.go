package index

import (
	lru "container/list"
	"sync"

	"briefbot/briefing/text"
)

// cache keeps the documents that were read last, up to a size.
type cache struct {
	most int // bytes

	mu   sync.Mutex
	size int
	all  map[cacheKey]*lru.Element
	line lru.List // of *cached, the latest first
}

type cacheKey struct {
	of     *file
	number int
}

type cached struct {
	key  cacheKey
	doc  *text.Document
	size int
}

func newCache(most int) *cache { return &cache{most: most, all: map[cacheKey]*lru.Element{}} }

// get gives a document that is kept, or nil.
func (c *cache) get(k cacheKey) *text.Document {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.all[k]
	if e == nil {
		return nil
	}
	c.line.MoveToFront(e)
	return e.Value.(*cached).doc
}

// put keeps a document and lets go of others for it. It gives the one that is kept: who asks twice at once gets one.
func (c *cache) put(k cacheKey, d *text.Document, size int) *text.Document {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.all[k]; e != nil {
		return e.Value.(*cached).doc
	}
	c.all[k] = c.line.PushFront(&cached{k, d, size})
	for c.size += size; c.size > c.most && c.line.Len() > 1; {
		last := c.line.Remove(c.line.Back()).(*cached)
		delete(c.all, last.key)
		c.size -= last.size
	}
	return d
}

package web

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"briefbot/bot"
	"briefbot/briefing"
)

// Metrics count what the bot does. It is safe for concurrent use; a nil one counts nothing.
type Metrics struct {
	registry *prometheus.Registry
	now      func() time.Time

	reads, deliveries, parts, answers, commands *prometheus.CounterVec
	pages, articles                             prometheus.Counter
	readTime, answerTime, editionTime           prometheus.Histogram
	delay                                       *prometheus.HistogramVec

	mu   sync.Mutex
	open map[bot.DeliveryKey]bot.Delivery
}

// State is what is asked for when somebody looks.
type State struct {
	// Sources tells how the sources fare. It may be nil.
	Sources func(ctx context.Context) ([]bot.SourceHealth, error)
	// Articles is how many articles the index holds. It may be nil.
	Articles func() int
}

// lookTime bounds what is asked for when somebody looks.
const lookTime = 5 * time.Second

// NewMetrics returns metrics that start at nothing.
func NewMetrics(now func() time.Time, s State) *Metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "briefbot", Name: name, Help: help}, labels)
	}
	histogram := func(name, help string, buckets []float64) prometheus.Histogram {
		return prometheus.NewHistogram(prometheus.HistogramOpts{Namespace: "briefbot", Name: name, Help: help, Buckets: buckets})
	}
	quick := []float64{.01, .03, .1, .3, 1, 3, 10, 30}
	m := &Metrics{
		registry: prometheus.NewRegistry(), now: now, open: map[bot.DeliveryKey]bot.Delivery{},
		reads:       counter("source_reads_total", "Looks at sources, by how they ended: well, problem (read in part) or failed.", "outcome"),
		deliveries:  counter("deliveries_total", "Deliveries that came to their end, by platform and state.", "platform", "state"),
		parts:       counter("platform_trouble_total", "Sends that did not go through at once, by platform and what became of the part: waiting (tried again), unknown or failed.", "platform", "state"),
		answers:     counter("answers_total", "Questions, by how they ended: answered, no_answer, false_premise or error.", "status"),
		commands:    counter("commands_total", "Commands, by platform and the way by which they came.", "platform", "via"),
		pages:       prometheus.NewCounter(prometheus.CounterOpts{Namespace: "briefbot", Name: "pages_read_total", Help: "Pages that sources brought."}),
		articles:    prometheus.NewCounter(prometheus.CounterOpts{Namespace: "briefbot", Name: "articles_added_total", Help: "New or changed articles that were stored."}),
		readTime:    histogram("source_read_seconds", "How long a look at a source took.", []float64{.03, .1, .3, 1, 3, 10, 30, 100}),
		answerTime:  histogram("answer_seconds", "How long an answer took.", quick),
		editionTime: histogram("edition_seconds", "How long the day's candidates for briefings took.", quick),
		delay: prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: "briefbot", Name: "delivery_delay_seconds", Help: "From when a briefing was due to when it was sent.",
			Buckets: []float64{1, 3, 10, 30, 100, 300, 1000, 3000, 10000}}, []string{"platform"}),
	}
	m.registry.MustRegister(m.reads, m.deliveries, m.parts, m.answers, m.commands, m.pages, m.articles, m.readTime, m.answerTime, m.editionTime, m.delay,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	gauge := func(name, help string, labels prometheus.Labels, value func() float64) {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: "briefbot", Name: name, Help: help, ConstLabels: labels}, value))
	}
	gauge("deliveries_open", "Deliveries that this process works on.", nil, func() float64 { n, _ := m.queue(); return float64(n) })
	gauge("oldest_open_delivery_seconds", "How long ago the oldest delivery was due that this process works on.", nil, func() float64 { _, age := m.queue(); return age.Seconds() })
	if s.Articles != nil {
		gauge("articles", "Articles in the index.", nil, func() float64 { return float64(s.Articles()) })
	}
	if s.Sources != nil {
		m.registry.MustRegister(sourceGauge{s.Sources, prometheus.NewDesc("briefbot_sources", "Sources, by how they fare now.", []string{"state"}, nil)})
	}
	return m
}

// Handler serves them in Prometheus' format.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Timeout: 2 * lookTime})
}

// sourceGauge counts the sources when somebody looks.
type sourceGauge struct {
	sources func(ctx context.Context) ([]bot.SourceHealth, error)
	desc    *prometheus.Desc
}

// Describe implements prometheus.Collector.
func (g sourceGauge) Describe(out chan<- *prometheus.Desc) { out <- g.desc }

// Collect implements prometheus.Collector.
func (g sourceGauge) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), lookTime)
	defer cancel()
	all, err := g.sources(ctx)
	if err != nil {
		return // /readyz tells of the database
	}
	well, failing := 0, 0
	for _, h := range all {
		if h.Problem != "" {
			failing++
		} else {
			well++
		}
	}
	out <- prometheus.MustNewConstMetric(g.desc, prometheus.GaugeValue, float64(well), "well")
	out <- prometheus.MustNewConstMetric(g.desc, prometheus.GaugeValue, float64(failing), "failing")
}

// Read counts a look at a source.
func (m *Metrics) Read(pages, articles int, took time.Duration, problem, failed bool) {
	if m == nil {
		return
	}
	outcome := "well"
	switch {
	case failed:
		outcome = "failed"
	case problem:
		outcome = "problem"
	}
	m.reads.WithLabelValues(outcome).Inc()
	m.pages.Add(float64(pages))
	m.articles.Add(float64(articles))
	m.readTime.Observe(took.Seconds())
}

// Answered counts an answer.
func (m *Metrics) Answered(status briefing.Status, err error, took time.Duration) {
	if m == nil {
		return
	}
	if err != nil {
		status = "error"
	}
	m.answers.WithLabelValues(string(status)).Inc()
	m.answerTime.Observe(took.Seconds())
}

// Built counts an edition.
func (m *Metrics) Built(took time.Duration) {
	if m != nil {
		m.editionTime.Observe(took.Seconds())
	}
}

// Commanded counts a command.
func (m *Metrics) Commanded(c bot.Command) {
	if m != nil {
		m.commands.WithLabelValues(c.From.Platform, string(c.Via)).Inc()
	}
}

// Claimed notes that a delivery is worked on.
func (m *Metrics) Claimed(d bot.Delivery) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.open[d.Key] = bot.Delivery{Key: d.Key, To: d.To, At: d.At}
}

// Tried notes what became of a part.
func (m *Metrics) Tried(key bot.DeliveryKey, p bot.PartRecord) {
	if m == nil || p.State == bot.PartSent || p.State == bot.PartSending || p.State == bot.PartWaiting && p.Reason == "" {
		return
	}
	m.mu.Lock()
	platform := m.open[key].To.Platform
	m.mu.Unlock()
	m.parts.WithLabelValues(platform, string(p.State)).Inc()
}

// Ended counts a delivery that has come to its end here.
func (m *Metrics) Ended(key bot.DeliveryKey, o bot.Outcome) {
	if m == nil {
		return
	}
	m.mu.Lock()
	d, known := m.open[key]
	delete(m.open, key)
	m.mu.Unlock()
	m.deliveries.WithLabelValues(d.To.Platform, string(o.State)).Inc()
	if known && o.State == bot.Sent {
		m.delay.WithLabelValues(d.To.Platform).Observe(max(0, o.At.Sub(d.At).Seconds()))
	}
}

// Skipped counts a slot that is not delivered.
func (m *Metrics) Skipped(d bot.Delivery) {
	if m != nil {
		m.deliveries.WithLabelValues(d.To.Platform, string(bot.Skipped)).Inc()
	}
}

// Left notes that a delivery is no longer worked on here, without an end: somebody else goes on with it.
func (m *Metrics) Left(key bot.DeliveryKey) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.open, key)
}

// longestOpen is how long a delivery can be open: by then it was sent, given up or skipped by somebody.
const longestOpen = 24 * time.Hour

// queue is how many deliveries are open here, and how long ago the oldest was due.
func (m *Metrics) queue() (n int, age time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	for key, d := range m.open {
		if now.Sub(d.At) > longestOpen { // somebody else has ended it
			delete(m.open, key)
			continue
		}
		age = max(age, now.Sub(d.At))
	}
	return len(m.open), age
}

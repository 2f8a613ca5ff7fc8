package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"net/netip"
	"time"
)

// Checks tell whether the bot lives and is ready. Each returns what is wrong, or nil.
type Checks struct {
	// Alive is that its loops go on: whoever is not is to be started again.
	Alive func(ctx context.Context) error
	// Ready is that it can serve: its database answers and its index is filled.
	Ready func(ctx context.Context) error
}

// Serve serves /healthz, /readyz, /metrics and, to this machine alone, /debug/pprof/ until ctx ends. It
// returns once it listens; done waits for its end.
func Serve(ctx context.Context, address string, checks Checks, metrics *Metrics) (at string, done func(), err error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return "", nil, fmt.Errorf("nothing can be served at %s: %w; name another address, as 127.0.0.1:9090", address, err)
	}
	s := &http.Server{
		Handler: handler(checks, metrics), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: 2 * time.Minute, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
	over := make(chan struct{})
	go func() {
		defer close(over)
		_ = s.Serve(l) // it ends when it is closed
	}()
	go func() {
		<-ctx.Done()
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		if s.Shutdown(end) != nil {
			_ = s.Close()
		}
	}()
	return l.Addr().String(), func() { <-over }, nil
}

func handler(checks Checks, metrics *Metrics) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /healthz", check(checks.Alive))
	mux.Handle("GET /readyz", check(checks.Ready))
	mux.Handle("GET /metrics", metrics.Handler())
	for path, h := range map[string]http.HandlerFunc{"": pprof.Index, "cmdline": pprof.Cmdline, "profile": pprof.Profile, "symbol": pprof.Symbol, "trace": pprof.Trace} {
		mux.Handle("GET /debug/pprof/"+path, homeOnly(h))
	}
	return mux
}

// checkTime bounds a check.
const checkTime = 5 * time.Second

// check answers 200 where all is well, else 503 with what is wrong.
func check(f func(context.Context) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), checkTime)
		defer cancel()
		err := f(ctx)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		status := map[string]string{"status": "ok"}
		if err != nil {
			w.WriteHeader(http.StatusServiceUnavailable)
			status = map[string]string{"status": "not ok", "why": err.Error()}
		}
		_ = json.NewEncoder(w).Encode(status) // who asked may have gone
	})
}

// homeOnly refuses who does not ask from this machine: profiles show what the program holds.
func homeOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from, err := netip.ParseAddrPort(r.RemoteAddr)
		if err != nil || !from.Addr().Unmap().IsLoopback() || r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("Forwarded") != "" {
			http.Error(w, "profiles are shown on this machine only", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Ask asks a bot at an address whether it lives, for service managers that run a program.
func Ask(ctx context.Context, address string) error {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/healthz", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	var said struct{ Why string }
	_ = json.NewDecoder(answer.Body).Decode(&said) // the status says it
	if answer.StatusCode != http.StatusOK {
		return errors.New("it is not well: " + said.Why)
	}
	return nil
}

// Package measure runs the engine on the data sets, in process, and scores what it gives. All that it
// knows of the engine's rooms stands in engine.go.
package measure

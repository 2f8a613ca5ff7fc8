package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/goccy/go-yaml"
)

// defaultConfig is read when it is there and no other file is named.
const defaultConfig = "briefbot.yaml"

// settings resolves flags that the command line does not set: from a secret's file, else from the
// YAML file. What stands in the environment goes before both; kong reads that itself.
type settings struct {
	loaded bool
	values map[string]any // by flag name
}

// Validate implements kong.Resolver.
func (s *settings) Validate(*kong.Application) error { return nil }

// Resolve implements kong.Resolver.
func (s *settings) Resolve(k *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, env := range flag.Tag.Envs {
		if os.Getenv(env) != "" {
			return nil, nil
		}
		if flag.Target.Type() == reflect.TypeFor[secret]() {
			if file := os.Getenv(env + "_FILE"); file != "" {
				b, err := os.ReadFile(file)
				if err != nil {
					return nil, fmt.Errorf("%s_FILE names a file that cannot be read: %w", env, err)
				}
				return strings.TrimSpace(string(b)), nil
			}
		}
	}
	if flag.Name == "config" {
		return nil, nil
	}
	if !s.loaded {
		file := ""
		for _, f := range k.Model.Flags {
			if f.Name == "config" {
				file, _ = k.FlagValue(f).(string)
			}
		}
		values, err := readSettings(file, k.Model)
		if err != nil {
			return nil, configError{err}
		}
		s.values, s.loaded = values, true
	}
	if v, ok := s.values[flag.Name]; ok {
		return v, nil
	}
	return nil, nil
}

// configError is a mistake in the configuration file. kong names the flag that it looked up at the time,
// which has nothing to do with it.
type configError struct{ error }

// readSettings reads the file's settings by flag name. A setting that no flag has is refused, so
// that a slip of the pen is not passed over in silence.
func readSettings(file string, app *kong.Application) (map[string]any, error) {
	doc, err := readConfig(file)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, f := range app.Flags {
		known[f.Name] = true
	}
	for _, c := range app.Children {
		for _, f := range c.Flags {
			known[f.Name] = true
		}
	}
	values := map[string]any{}
	flatten("", doc, values)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !known[name] || name == "help" || name == "version" || name == "config" {
			return nil, fmt.Errorf("%s: no setting is called %q; \"briefbot --help\" and \"briefbot serve --help\" list them "+
				"(slack-api-url is written slack: {api_url: …})",
				configName(file), strings.ReplaceAll(name, "-", "_"))
		}
	}
	return values, nil
}

func configName(file string) string {
	if file == "" {
		return defaultConfig
	}
	return file
}

// readConfig reads the YAML file as a tree, without its briefings and feeds. No file at the default place is
// an empty tree; a named file must be there.
func readConfig(file string) (map[string]any, error) {
	b, err := readConfigFile(file)
	if err != nil {
		return nil, err
	}
	doc := map[string]any{}
	if err := yaml.Unmarshal(b, &doc); err != nil {
		return nil, fmt.Errorf("%s is no valid YAML: %s", configName(file), yaml.FormatError(err, false, false))
	}
	delete(doc, "briefings")
	delete(doc, "feeds")
	return doc, nil
}

func readConfigFile(file string) ([]byte, error) {
	b, err := os.ReadFile(configName(file))
	if file == "" && errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the configuration file cannot be read: %w", err)
	}
	return b, nil
}

// flatten turns {slack: {api_url: x}} into slack-api-url = x. Lists are kept.
func flatten(prefix string, doc map[string]any, into map[string]any) {
	for k, v := range doc {
		name := prefix + strings.ReplaceAll(k, "_", "-")
		switch v := v.(type) {
		case map[string]any:
			flatten(name+"-", v, into)
		case []any:
			into[name] = v
		case nil:
		default:
			into[name] = fmt.Sprint(v)
		}
	}
}

// declared is a briefing as the configuration file declares it.
type declared struct {
	To     string   `yaml:"to"`
	When   string   `yaml:"when"`
	Zone   string   `yaml:"zone"`
	Topics []string `yaml:"topics"`
	Words  int      `yaml:"words"`
	// Sources, Silent and Ping are bot.Subscription's.
	Sources []string `yaml:"sources"`
	Silent  bool     `yaml:"silent"`
	Ping    string   `yaml:"ping"`
	// WhenEmpty is bot.Subscription's: silent, line or nothing.
	WhenEmpty string `yaml:"when_empty"`
}

// readDeclared reads the file's briefings. A key that a briefing does not have is refused.
func readDeclared(file string) ([]declared, error) {
	b, err := readConfigFile(file)
	if err != nil {
		return nil, err
	}
	var doc struct {
		Briefings any `yaml:"briefings"`
	}
	var list []declared
	err = yaml.Unmarshal(b, &doc)
	if err == nil {
		b, err = yaml.Marshal(doc.Briefings)
	}
	if err == nil {
		err = yaml.UnmarshalWithOptions(b, &list, yaml.Strict())
	}
	if err != nil {
		return nil, usagef("%s: briefings: want a list of {to, when, zone, topics, words, sources, silent, ping, when_empty}: %s",
			configName(file), yaml.FormatError(err, false, false))
	}
	for i, d := range list {
		if d.To == "" || d.When == "" {
			return nil, usagef("%s: briefing %d needs both \"to\" (as in slack:C0123ABCD, discord:1234567890 or terminal) "+
				"and \"when\" (as in \"weekdays 8:30\")", configName(file), i+1)
		}
	}
	return list, nil
}

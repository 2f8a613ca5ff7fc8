package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// unitCmd prints a systemd unit.
type unitCmd struct {
	Program string `help:"Where the program stands; else where it was started from." placeholder:"FILE"`
	Dir     string `help:"Where the configuration file and the tokens stand." default:"/etc/briefbot"`
}

// unit runs the bot as a user that systemd makes for it, who may write to its own folder alone.
// https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html
const unit = `# Written by "briefbot unit". Put it into /etc/systemd/system/briefbot.service, then:
#   systemctl daemon-reload && systemctl enable --now briefbot
# The settings stand in %[2]s/briefbot.yaml, the tokens in %[2]s/tokens, as
#   BRIEFBOT_SLACK_BOT_TOKEN=xoxb-…
# which only root needs to read: chmod 600 %[2]s/tokens
[Unit]
Description=briefbot, short cited news briefings
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=%[1]s serve --config ${CREDENTIALS_DIRECTORY}/briefbot.yaml
LoadCredential=briefbot.yaml:%[2]s/briefbot.yaml
EnvironmentFile=-%[2]s/tokens
Environment=BRIEFBOT_DB=%%S/briefbot/briefbot.db BRIEFBOT_SERVE_OPS=127.0.0.1:9090
DynamicUser=yes
StateDirectory=briefbot
StateDirectoryMode=0700
WorkingDirectory=%%S/briefbot
Restart=always
RestartSec=5
TimeoutStopSec=30
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
CapabilityBoundingSet=
UMask=0077

[Install]
WantedBy=multi-user.target
`

// Run prints it.
func (c *unitCmd) Run(p *program) error {
	program := c.Program
	if program == "" {
		var err error
		if program, err = os.Executable(); err != nil {
			return err
		}
	}
	for _, path := range []string{program, c.Dir} {
		if !filepath.IsAbs(path) || strings.ContainsAny(path, " \t\n\"'%$") {
			return usagef("%q: systemd wants a whole path without spaces and signs", path)
		}
	}
	_, err := fmt.Fprintf(p.out, unit, program, c.Dir)
	return err
}

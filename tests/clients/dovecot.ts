import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Certificates } from './certificates.ts';
import { freePorts, waitFor } from './ports.ts';

export interface Dovecot {
  ports: { imap: number; imaps: number; pop3s: number };
  /** Everything it logged so far. */
  log(): string;
  /** Messages that lie in somebody's inbox. */
  inbox(user: string): string[];
  stop(): Promise<void>;
}

/** A real Dovecot with its own configuration on high ports of the loopback address; one message waits for each user. */
export async function startDovecot(folder: string, certificates: Certificates, users: Record<string, string>): Promise<Dovecot> {
  const [imap = 0, imaps = 0, pop3s = 0] = await freePorts(3);
  const ports = { imap, imaps, pop3s };
  const at = (name: string): string => path.join(folder, name);
  const mailbox = (user: string): string => path.join(at('mail'), user, 'new');
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  for (const user of Object.keys(users)) {
    for (const part of ['new', 'cur', 'tmp']) mkdirSync(path.join(at('mail'), user, part), { recursive: true });
    writeFileSync(
      path.join(mailbox(user), '1.welcome'),
      `From: host@mailramp.test\r\nTo: ${user}\r\nSubject: Welcome\r\nMessage-ID: <1@test>\r\n\r\nHello.\r\n`,
    );
  }
  writeFileSync(
    at('users'),
    Object.entries(users)
      .map(([user, password]) => `${user}:{PLAIN}${password}\n`)
      .join(''),
  );
  writeFileSync(at('dovecot.conf'), configuration(folder, certificates, ports));
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', 'mail:mail', at('mail')]);
  const child = spawn('dovecot', ['-F', '-c', at('dovecot.conf')], {
    stdio: 'ignore',
    env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` },
  });
  const log = (): string => {
    try {
      return readFileSync(at('dovecot.log'), 'utf8');
    } catch {
      return '';
    }
  };
  await waitFor(() => (log().includes('starting up') ? true : undefined), log);
  const inbox = (user: string): string[] => ['new', 'cur'].flatMap((part) => readdirSync(path.join(at('mail'), user, part)));
  return { ports, log, inbox, stop: () => ended(child) };
}

/** Asks a process we started to end, and ends it if it does not. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(timer);
}

function configuration(folder: string, certificates: Certificates, ports: Dovecot['ports']): string {
  const root = process.getuid?.() === 0;
  const { username } = os.userInfo();
  const people = root ? '' : `default_internal_user = ${username}\ndefault_login_user = ${username}\n`;
  const owner = root ? 'uid=mail gid=mail' : `uid=${process.getuid?.()} gid=${process.getgid?.()}`;
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
listen = 127.0.0.1
protocols = imap pop3
ssl = required
ssl_cert = <${certificates.certificate}
ssl_key = <${certificates.key}
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_verbose = yes
login_log_format_elements = user=<%u> method=%m rip=%r lport=%a %c
imap_id_log = *
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
${people}passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = ${owner} home=${folder}/mail/%u
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  ${root ? '' : 'chroot ='}
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service pop3-login {
  ${root ? '' : 'chroot ='}
  inet_listener pop3 {
    port = 0
  }
  inet_listener pop3s {
    port = ${ports.pop3s}
    ssl = yes
  }
}
service anvil {
  ${root ? '' : 'chroot ='}
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox Trash {
    auto = create
    special_use = \\Trash
  }
}
`;
}

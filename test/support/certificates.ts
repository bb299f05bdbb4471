import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly certFile: string;
  readonly keyFile: string;
}

/** A certificate that signs itself, for these names, made by openssl in a folder. */
export function selfSigned(folder: string, names: readonly string[]): Certificate {
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const subject = ['-subj', `/CN=${names[0] ?? ''}`, '-addext', `subjectAltName=${names.map(altName).join(',')}`];
  execFileSync('openssl', ['req', '-x509', ...kind, ...subject, '-keyout', keyFile, '-out', certFile], {
    stdio: 'ignore',
  });
  return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8'), certFile, keyFile };
}

/** A certificate for 127.0.0.1 that expired in 2021, signed by itself. */
export function expired(folder: string): Certificate {
  const { keyFile, key } = selfSigned(folder, ['127.0.0.1']);
  const certFile = join(folder, 'expired.pem');
  writeFileSync(join(folder, 'index.txt'), '');
  writeFileSync(join(folder, 'serial'), '01');
  writeFileSync(
    join(folder, 'ca.cnf'),
    `[ca]\ndefault_ca=c\n[c]\ndatabase=${join(folder, 'index.txt')}\nserial=${join(folder, 'serial')}\n` +
      `new_certs_dir=${folder}\ndefault_md=sha256\npolicy=p\nunique_subject=no\nx509_extensions=x\n[p]\ncommonName=supplied\n` +
      '[x]\nsubjectAltName=IP:127.0.0.1\nbasicConstraints=CA:TRUE\n',
  );
  const request = join(folder, 'request.pem');
  execFileSync('openssl', ['req', '-new', '-key', keyFile, '-subj', '/CN=127.0.0.1', '-out', request], {
    stdio: 'ignore',
  });
  const times = ['-startdate', '200101000000Z', '-enddate', '210101000000Z'];
  const files = ['-config', join(folder, 'ca.cnf'), '-keyfile', keyFile, '-in', request, '-out', certFile];
  execFileSync('openssl', ['ca', '-selfsign', '-batch', '-notext', ...times, ...files], { stdio: 'ignore' });
  return { cert: readFileSync(certFile, 'utf8'), key, certFile, keyFile };
}

function altName(name: string): string {
  return /^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`;
}

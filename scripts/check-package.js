// Checks the package as a user gets it: packs it, looks at what is in it, installs the tarball with `npm install -g` into
// an empty prefix, without install scripts, and runs the installed program on the demo library.
// Usage: npm run check:package
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'revenge-package-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const env = {
  ...process.env,
  HOME: folder,
  XDG_DATA_HOME: join(folder, 'data'),
  XDG_CONFIG_HOME: join(folder, 'config'),
  npm_config_cache: execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim(),
};

function run(command, args, cwd = root) {
  return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function check(ok, message) {
  if (ok) return;
  process.stderr.write(`check-package: ${message}\n`);
  process.exit(1);
}

const [packed] = JSON.parse(
  run('npm', ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', folder]),
);
const paths = new Set(packed.files.map(({ path }) => path));
check(![...paths].some((path) => path.endsWith('.map')), 'the package holds source maps');
check(packed.unpackedSize < 4_500_000, `the package is too large: ${packed.unpackedSize} bytes`);
for (const name of readdirSync(join(root, 'dist')).filter((file) => /\.c?js$/.test(file))) {
  check(paths.has(`dist/${name}`), `dist/${name} is not in the package`);
  const text = readFileSync(join(root, 'dist', name), 'utf8');
  for (const [document] of text.matchAll(/\bdocs\/[\w-]+(?:\/[\w-]+)*\.md\b|\bconfig\.example\.yaml\b/g)) {
    check(paths.has(document), `dist/${name} names ${document}, which is not in the package`);
  }
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
for (const script of ['preinstall', 'install', 'postinstall']) {
  check(manifest.scripts[script] === undefined, `package.json has a script "${script}"`);
}

const prefix = join(folder, 'prefix');
const tarball = join(folder, packed.filename);
run('npm', ['install', '--global', '--prefix', prefix, '--ignore-scripts', '--prefer-offline', '--silent', tarball]);
const program = process.platform === 'win32' ? join(prefix, 'revenge.cmd') : join(prefix, 'bin', 'revenge');
check(existsSync(program), `npm install -g made no ${program}`);
check(run(program, ['--version'], folder).trim() === manifest.version, '--version gives another version');
const store = join(folder, 'library.sqlite');
const demo = ['--config', join(root, 'test/fixtures/revenge.config.yaml'), '--store', store];
run(program, ['scan', ...demo, '--replay', join(root, 'test/fixtures/cassettes')], folder);
const { items } = JSON.parse(run(program, ['list', ...demo, '--json'], folder));
check(items.length > 10, `the installed program lists ${items.length} works after its scan`);

const size = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
process.stdout.write(
  `${packed.filename}: ${packed.entryCount} files, ${size(statSync(tarball).size)} packed, ${size(packed.unpackedSize)} unpacked; ` +
    `installed, it scans and lists ${items.length} works\n`,
);

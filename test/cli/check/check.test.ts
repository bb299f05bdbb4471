import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkDocumentSchema } from '../../../src/cli/commands/check/document.ts';
import { runCli } from '../run-cli.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const CONFIG = join(FIXTURES, 'revenge.config.yaml');
const CASSETTES = join(FIXTURES, 'cassettes');

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-check-test-'));
  file = join(folder, 'revenge.check.yaml');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function check(...args: readonly string[]) {
  return runCli(['check', ...args, '--config', CONFIG], { cwd: folder });
}

/** Runs a check against an expectation of these lines. */
async function checkText(lines: readonly string[], ...args: readonly string[]) {
  await writeFile(file, `version: 1\nreplay: ${JSON.stringify(CASSETTES)}\n${lines.join('\n')}\n`);
  return check(...args);
}

const WRONG = ['groups:', '  - { library: Movies, group: Dune, outcome: matched, item: { title: Dune II } }'];

describe('revenge check', () => {
  test('writes an expectation and finds no difference to it', async () => {
    expect(await check('--replay', CASSETTES, '--update')).toMatchObject({ code: 0, err: '' });
    const text = await readFile(file, 'utf8');
    expect(text).toContain('title: The Matrix');
    expect(text).not.toContain(folder);
    expect(await check('--replay', CASSETTES)).toMatchObject({ code: 0, out: 'no difference in 18 groups\n' });
    expect(await check('--replay', CASSETTES, '--quiet')).toMatchObject({ code: 0, out: '' });
    expect(await check('--replay', CASSETTES, '--update')).toMatchObject({ code: 0 });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test('prints what differs and why, and ends with 3', async () => {
    const { code, out } = await checkText(WRONG, '--only', 'DUNE');
    expect(code).toBe(3);
    expect(out).toContain('Movies/Dune\n  outcome: expected "matched", got "ambiguous"\n      ');
    expect(out).toContain('438631');
    expect(out).toContain('item.title: expected "Dune II", got "Dune"');
    expect(out).toMatch(/2 differences in 1 group\n$/);
  });

  test('a recording that is missing is a difference of its group, and nothing is sent', async () => {
    await writeFile(file, 'version: 1\ngroups: []\n');
    const { code, out } = await check('--replay', join(folder, 'none'), '--json');
    expect(code).toBe(3);
    const { differences } = checkDocumentSchema.parse(JSON.parse(out));
    expect(differences).toHaveLength(18);
    expect(differences.every(({ what }) => what === 'unexpected')).toBe(true);
  });

  test('--format json is the document of --json', async () => {
    const { out } = await checkText(WRONG, '--only', 'dune', '--format', 'json');
    expect(checkDocumentSchema.parse(JSON.parse(out))).toMatchObject({
      file: 'revenge.check.yaml',
      groups: 1,
      differences: [{ what: 'differs', library: 'Movies', group: 'Dune', member: 'outcome' }, { member: 'item.title' }],
    });
    expect((await check('--only', 'dune', '--json')).out).toBe(out);
  });

  test('--format github, junit and tap are as their readers expect', async () => {
    const github = await checkText(WRONG, '--only', 'dune', '--format', 'github');
    expect(github.out.split('\n')[0]).toMatch(
      /^::error file=revenge\.check\.yaml,title=Movies\/Dune::outcome: expected "matched", got "ambiguous"%0A/,
    );
    const junit = await check('--only', 'dune', '--format', 'junit');
    expect(junit.out).toContain('<testsuites name="revenge check" tests="1" failures="1">');
    expect(junit.out).toContain('<failure message="outcome: expected &quot;matched&quot;');
    const tap = await check('--only', 'dune', '--format', 'tap');
    expect(tap.out).toMatch(/^TAP version 14\n1\.\.1\nnot ok 1 - Movies\/Dune\n {2}---\n {2}message: \|-\n/);
  });

  test('rules are checked against the scan', async () => {
    const rules = ['rules: [max ambiguous 0, "every movie has:poster", "no year:1900..1950"]'];
    const { code, out } = await checkText(rules);
    expect(code).toBe(3);
    expect(out).toContain('max ambiguous 0: expected 0, got 1\n      Movies/Dune');
    expect(out).not.toContain('year:1900..1950: ');
  });

  test('rules alone are checked against the configured store', async () => {
    const store = join(folder, 'library.sqlite');
    await runCli(['scan', '--config', CONFIG, '--replay', CASSETTES, '--store', store], { cwd: folder });
    expect(await check('--store', store, '--rule', 'max ambiguous 1', 'no kind:movie year:1950')).toMatchObject({
      code: 0,
    });
    const broken = await check('--store', store, '--rule', 'every movie genre:drama');
    expect(broken).toMatchObject({ code: 3 });
    expect(broken.out).toMatch(/every movie genre:drama: expected 0, got \d+\n {6}movie /);
  });

  test.each<readonly [string, readonly string[], string]>([
    ['an expectation that is not there', ['--replay', CASSETTES], 'There is no expectation'],
    ['an unknown rule', ['--rule', 'most movies has:poster'], 'is no rule of a check'],
    ['an unknown filter in a rule', ['--rule', 'no colour:red'], 'colour'],
    ['an unknown format', ['--format', 'html'], 'html'],
  ])('%s is wrong usage', async (_what, args, message) => {
    const { code, err } = await check(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test.each<readonly [string, string, string]>([
    ['text that is no YAML', 'version: 1\n  groups: [', 'is no YAML'],
    ['another version', 'version: 2\n', 'has version 2'],
    ['no version', 'groups: []\n', 'has version none'],
    ['a list', '- 1\n', 'has version none'],
    ['an unknown member', 'version: 1\ngroup: []\n', 'group'],
    [
      'an unknown field',
      'version: 1\ngroups: [{ library: a, group: b, item: { fields: { colour: red } } }]\n',
      'colour',
    ],
    ['an unknown outcome', 'version: 1\ngroups: [{ library: a, group: b, outcome: good }]\n', 'groups.0.outcome'],
    [
      'aliases that multiply',
      `version: 1\ncounts: &a {groups: 1}\ngroups: [${'*a,'.repeat(200)}]\n`,
      'cannot be read: Excessive alias count',
    ],
  ])('an expectation of %s is refused with its place', async (_what, text, message) => {
    await writeFile(file, text);
    const { code, err } = await check('--replay', CASSETTES);
    expect(code).toBe(2);
    expect(err).toContain('EXPECTATION_INVALID');
    expect(err).toContain(file);
    expect(err).toContain(message);
  });

  test('a check without recordings says what to give, and asks nobody', async () => {
    await writeFile(file, 'version: 1\n');
    const { code, err } = await check();
    expect(code).toBe(2);
    expect(err).toContain('no recordings are given');
  });
});

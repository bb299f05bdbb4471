import { describe, expect, it } from 'vitest';
import { allCommands, defineProgram } from '../../src/cli/define-program.ts';
import { runCli } from './run-cli.ts';

describe('main', () => {
  it.each([['--version'], ['-V'], ['--plain', '--version'], ['list', '--version']])(
    'prints its version with %s',
    async (...argv) => {
      expect(await runCli(argv)).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+/), err: '' });
    },
  );

  it('helps with all commands and options, as wide as the terminal', async () => {
    const { code, out } = await runCli(['--help'], { columns: 76 });
    expect(code).toBe(0);
    for (const word of ['scan', 'list', 'show', 'parse', 'explain', 'config', '--replay', 'Examples:'])
      expect(out).toContain(word);
    const usage = out.slice(0, out.indexOf('Examples:'));
    for (const line of usage.split('\n')) expect(line.length).toBeLessThanOrEqual(76);
  });

  it('lists the global options once, and each command with examples', async () => {
    const [program, ...commands] = allCommands(defineProgram(async () => undefined));
    expect(commands.length).toBeGreaterThan(20);
    for (const command of commands) {
      const isSub = command.parent !== program;
      const words = isSub ? [command.parent?.name() ?? '', command.name()] : [command.name()];
      const { code, out } = await runCli([...words, '--help']);
      expect([words, code]).toEqual([words, 0]);
      expect(out).toContain(`Usage: revenge ${words.join(' ')}`);
      expect(out).toContain('Global options: revenge --help');
      expect(out).not.toContain('--store <location>');
      if (!isSub) expect(out).toContain(`Examples:\n  $ revenge ${words[0]}`);
    }
    expect((await runCli(['--help'])).out).toContain('--store <location>');
  });

  it('helps when nothing is asked, and calls it wrong usage', async () => {
    const { code, out, err } = await runCli([]);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('Usage: revenge');
    expect(err).toContain('revenge: no command given [USAGE]');
  });

  it.each([
    [['scna'], "unknown command 'scna'", 'Did you mean scan?'],
    [['nonsense', '--help'], "unknown command 'nonsense'", '`revenge --help` lists the commands'],
    [['scna', '-h'], "unknown command 'scna'", 'Did you mean scan?'],
    [['--plain', 'db', 'statsu', '--help'], "unknown command 'statsu'", 'Did you mean status?'],
    [['help', 'scna', '--help'], "unknown command 'scna'", 'Did you mean scan?'],
    [['list', 'genr:drama'], 'there is no filter "genr:"', 'Did you mean genre:?'],
    [['list', 'Genr:drama'], 'there is no filter "genr:"', 'Did you mean genre:?'],
    [['list', 'foo:x'], 'there is no filter "foo:"', `A colon that belongs to a title stands in quotes: '"foo:x"'`],
    [['list', '-persn:x'], "unknown option '-persn:x'", '`revenge --help`'],
    [['list', 'source:tmbd'], 'there is no provider "tmbd"', 'Did you mean tmdb?'],
    [['cache', 'clear', '--provider', 'radar'], 'there is no provider "radar"', 'Did you mean radarr?'],
    [['list', '--jsn'], "unknown option '--jsn'", 'Did you mean --json?'],
    [['show'], "missing required argument 'what'", '`revenge --help` lists the commands'],
    [['list', '--kind', 'movies'], 'Give one or more of movie, series', '`revenge --help`'],
    [['list', '--year', '99'], 'Give a year (1999) or a range (1990..1999).', '`revenge --help`'],
    [['list', '--year', '..'], 'Give a year', '`revenge --help`'],
    [['list', '--limit', '0'], 'Give a whole number from 1.', '`revenge --help`'],
    [['list', '--outcome', 'good'], 'Allowed choices are matched', '`revenge --help`'],
    [['scan', '--record', 'a', '--replay', 'b'], 'cannot be used with', '`revenge --help`'],
  ])('says what is wrong with %j', async (argv, message, hint) => {
    const { code, out, err } = await runCli(argv);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^revenge: .*\[USAGE\]\n {2}hint: .*\n$/);
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });

  it('prints errors as one line of JSON with --json', async () => {
    const { code, out, err } = await runCli(['scna', '--json']);
    expect(code).toBe(2);
    expect(err).toBe('');
    expect(JSON.parse(out)).toEqual({
      type: 'error',
      code: 'USAGE',
      message: "unknown command 'scna'",
      hint: 'Did you mean scan?',
    });
  });

  it('lets no control characters of arguments through to the terminal', async () => {
    const { err } = await runCli(['\u001b[2Jscan']);
    expect(err).toContain("unknown command '\\x1b[2Jscan'");
    expect(err).not.toContain('\u001b');
  });
});

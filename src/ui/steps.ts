import type { ListrTaskWrapper } from 'listr2';
import { canDraw, isTerminal, type Output } from './output.ts';

/** One step of a command. */
export interface Step<T> {
  readonly title: string;
  /** `note` shows a line of progress under the title, on a terminal. */
  run(note: (line: string) => void): Promise<T>;
}

export interface StepsOptions<T> {
  readonly stdout: Output;
  readonly env: NodeJS.ProcessEnv;
  readonly json?: boolean | undefined;
  readonly plain?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  /** Plain lines of a result, printed as soon as its step ends. On a terminal they stand under the title. */
  lines(result: T): readonly string[];
  /** Whether a result is shown as a failure. Default: never. */
  isFailure?(result: T): boolean;
}

/**
 * Runs the steps in turn and gives their results. On a terminal listr2 draws each step with its state; piped output and
 * `--plain` are plain lines; with `--json` nothing is printed. A step that throws ends the command.
 */
export async function runSteps<T>(steps: readonly Step<T>[], options: StepsOptions<T>): Promise<readonly T[]> {
  const { stdout, env, json, plain, quiet } = options;
  if (json !== true && plain !== true && quiet !== true && isTerminal(stdout) && canDraw(env)) {
    return drawSteps(steps, options, stdout);
  }
  const results: T[] = [];
  for (const step of steps) {
    const result = await step.run(() => undefined);
    results.push(result);
    if (json !== true) for (const line of options.lines(result)) stdout.write(`${line}\n`);
  }
  return results;
}

/** What listr2 is told of a step whose result is a failure; the other steps still run. */
class FailedStep extends Error {}

async function drawSteps<T>(
  steps: readonly Step<T>[],
  options: StepsOptions<T>,
  stdout: NodeJS.WriteStream,
): Promise<readonly T[]> {
  const { DefaultRenderer, Listr, ListrLogger, ProcessOutput } = await import('listr2');
  /** listr2 asks the process for its terminal; here the command's own output has been asked. */
  class Drawing extends DefaultRenderer {
    static override nonTTY: boolean = true;
  }
  const results: T[] = [];
  let thrown: unknown;
  let hasThrown = false;
  const run = async (step: Step<T>, task: ListrTaskWrapper<unknown, typeof DefaultRenderer, never>): Promise<void> => {
    if (hasThrown) return task.skip();
    let result: T;
    try {
      result = await step.run((line) => {
        task.output = line;
      });
    } catch (error) {
      hasThrown = true;
      thrown = error;
      throw new FailedStep(step.title);
    }
    results.push(result);
    const lines = options.lines(result);
    if (options.isFailure?.(result) === true) throw new FailedStep(lines.join('\n'));
    task.output = lines.join('\n');
  };
  const list = new Listr(
    steps.map((step) => ({
      title: step.title,
      task: (_context: unknown, task: ListrTaskWrapper<unknown, typeof DefaultRenderer, never>) => run(step, task),
      rendererOptions: { persistentOutput: true, outputBar: Number.POSITIVE_INFINITY },
    })),
    {
      renderer: Drawing,
      exitOnError: false,
      registerSignalListeners: false,
      rendererOptions: {
        collapseErrors: false,
        logger: new ListrLogger({ processOutput: new ProcessOutput(stdout) }),
      },
    },
  );
  await list.run();
  if (hasThrown) throw thrown;
  return results;
}

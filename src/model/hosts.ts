/** Programs that show a library by the files which lie beside the media. */
export const HOSTS = ['kodi', 'jellyfin', 'plex'] as const;
export type Host = (typeof HOSTS)[number];

/** Where TMDb keeps its pictures by size; originals of portraits have up to several megabytes. */
const ORIGINAL = /^(https:\/\/image\.tmdb\.org\/t\/p)\/original\//;

/** The address of a portrait in a size for a page: TMDb's 632 pixels of height (developer.themoviedb.org, "Image Basics"). */
export function portraitUrl(url: string | undefined): string | undefined {
  return url?.replace(ORIGINAL, '$1/h632/');
}

/**
 * The message of a failed request without the request, for reasons that a person reads: `tmdb: GET https://… answered 500`
 * → `answered 500`. Any other address is reduced to its host.
 */
export function withoutRequest(message: string): string {
  return message
    .replace(/^(?:[\w-]+: )?(?:GET|POST) \S+ /, '')
    .replace(/\bhttps?:\/\/([^/\s?#)"']+)[^\s)"']*/gi, (_whole, host: string) => host.replace(/^.*@/, ''));
}

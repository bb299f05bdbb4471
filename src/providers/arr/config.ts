/** One configured instance of an Arr service. */
export interface ArrConfig {
  /** Where there are several instances. */
  readonly name?: string | undefined;
  /** `http://host:7878`, with the URL base where one is set. */
  readonly url: string;
  readonly apiKey: string;
  /** Prefixes of the service's paths, and where these are here: absolute. */
  readonly pathMap: readonly { readonly from: string; readonly to: string }[];
  /** Names of the libraries it is in charge of; all of its kind otherwise. */
  readonly libraries?: readonly string[] | undefined;
  /** Requests a second, and at once. */
  readonly rate?: number | undefined;
  readonly concurrency?: number | undefined;
  /** Radarr: whether cast and crew are asked for, one request a movie. */
  readonly credits?: boolean | undefined;
}

import type { FileView, ItemView } from '../../model/views.ts';
import { type Element, element, elements } from './elements.ts';
import type { WantedRoot } from './merge.ts';
import {
  actorElements,
  certificationElements,
  countryElements,
  crewElements,
  fileInfoElements,
  listElements,
  pictureElements,
  ratingElements,
  uniqueIdElements,
} from './shared.ts';
import { type ItemValues, valuesOf } from './values.ts';

export interface NfoOptions {
  /** ISO 3166-1 alpha-2: whose certification is written. */
  readonly country: string;
}

/** What movies and series begin with. */
function workElements(item: ItemView, values: ItemValues, country: string): Element[] {
  return [
    ...elements('title', [item.title]),
    ...elements('originaltitle', [values.text('originalTitle')]),
    ...elements('sorttitle', [values.text('sortTitle')]),
    ...ratingElements(values),
    ...elements('plot', [values.text('overview')]),
    ...elements('tagline', [values.text('tagline')]),
    ...elements('runtime', [values.number('runtime')]),
    ...pictureElements(item),
    ...certificationElements(values, country),
  ];
}

/** `movie.nfo`, in the order in which Kodi writes it (conventions §9.2). */
export function movieRoot(item: ItemView, file: FileView | undefined, { country }: NfoOptions): WantedRoot {
  const values = valuesOf(item);
  const collection = values.collection();
  return {
    name: 'movie',
    elements: [
      ...workElements(item, values, country),
      ...uniqueIdElements(item, 'tmdb'),
      ...listElements('genre', values.list('genres')),
      ...countryElements(values),
      ...(collection === undefined
        ? []
        : [
            element('set', [element('name', collection.name), ...elements('overview', [collection.overview])], {
              tmdbcolid: collection.tmdbId,
            }),
          ]),
      ...listElements('tag', values.list('tags')),
      ...crewElements(item.crew),
      ...elements('premiered', [dayOf(values.text('releaseDate'))]),
      ...elements('year', [item.year]),
      ...listElements('studio', values.list('studios')),
      ...elements('trailer', [trailerOf(values.text('trailer'))]),
      ...elements('edition', [file?.edition]),
      ...fileInfoElements(file),
      ...actorElements(item.cast),
    ],
  };
}

/** `tvshow.nfo`. */
export function showRoot(item: ItemView, { country }: NfoOptions): WantedRoot {
  const values = valuesOf(item);
  const { tvdb, tmdb, imdb, tvmaze } = item.ids;
  // Kodi's scrapers since version 20 take the ids of a series from here.
  const guide = Object.entries({ tvdb, tvmaze, tmdb, imdb }).filter(([, id]) => id !== undefined);
  return {
    name: 'tvshow',
    elements: [
      ...workElements(item, values, country),
      ...(guide.length === 0 ? [] : [element('episodeguide', JSON.stringify(Object.fromEntries(guide)))]),
      ...uniqueIdElements(item, 'tvdb'),
      ...listElements('genre', values.list('genres')),
      ...countryElements(values),
      ...listElements('tag', values.list('tags')),
      ...elements('premiered', [dayOf(values.text('releaseDate'))]),
      ...elements('year', [item.year]),
      ...elements('status', [values.text('status')]),
      ...listElements('studio', values.list('networks')),
      ...elements('trailer', [trailerOf(values.text('trailer'))]),
      ...actorElements(item.cast),
    ],
  };
}

/** One `episodedetails` of an episode; a file of several episodes has several. */
export function episodeRoot(
  episode: ItemView,
  show: ItemView,
  file: FileView | undefined,
  { country }: NfoOptions,
): WantedRoot {
  const values = valuesOf(episode);
  return {
    name: 'episodedetails',
    elements: [
      ...elements('title', [episode.title]),
      ...elements('originaltitle', [values.text('originalTitle')]),
      ...elements('showtitle', [show.title]),
      ...ratingElements(values),
      ...elements('season', [episode.position?.season]),
      ...elements('episode', [episode.position?.episode]),
      ...elements('plot', [values.text('overview')]),
      ...elements('runtime', [values.number('runtime')]),
      ...pictureElements(episode),
      ...certificationElements(values, country),
      ...uniqueIdElements(episode, 'tvdb'),
      ...crewElements(episode.crew),
      ...elements('aired', [dayOf(values.text('releaseDate'))]),
      ...elements('edition', [file?.edition]),
      ...fileInfoElements(file),
      ...actorElements(episode.cast),
    ],
  };
}

/** `album.nfo` (conventions §9.4). Kodi takes albums from tags; the NFO only adds to them. */
export function albumRoot(item: ItemView): WantedRoot {
  const values = valuesOf(item);
  const artist = item.parents.find(({ kind }) => kind === 'artist');
  const group = item.parents.find(({ kind }) => kind === 'release-group');
  const name = values.text('albumArtist') ?? artist?.title;
  return {
    name: 'album',
    elements: [
      ...elements('title', [item.title]),
      ...elements('musicbrainzalbumid', [item.ids['musicbrainz-release']]),
      ...elements('musicbrainzreleasegroupid', [
        item.ids['musicbrainz-release-group'] ?? group?.ids['musicbrainz-release-group'],
      ]),
      ...elements('artistdesc', [name]),
      ...listElements('genre', values.list('genres')),
      ...elements('review', [values.text('overview')]),
      ...elements('releasedate', [dayOf(values.text('releaseDate'))]),
      ...elements('label', [values.text('label')]),
      ...elements('year', [item.year]),
      ...(name === undefined
        ? []
        : [
            element('albumArtistCredits', [
              element('artist', name),
              ...elements('musicBrainzArtistID', [artist?.ids['musicbrainz-artist']]),
            ]),
          ]),
    ],
  };
}

/** Only a whole day is a date to Kodi. */
function dayOf(date: string | undefined): string | undefined {
  return date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : undefined;
}

/** Kodi plays YouTube by its plugin; other addresses are written as they are. */
function trailerOf(url: string | undefined): string | undefined {
  const id = /^https?:\/\/(?:www\.)?(?:youtube\.com\/watch\?(?:.*&)?v=|youtu\.be\/)([\w-]{6,20})/.exec(url ?? '')?.[1];
  return id === undefined ? url : `plugin://plugin.video.youtube/play/?video_id=${id}`;
}

import { type Handler, json } from '../../support/http-server.ts';

/** A TMDb that knows one show, of so many seasons and the specials, two episodes each; it appends what is asked, 20 items at most. */
export function manySeasons(count: number): Handler {
  const numbers = Array.from({ length: count + 1 }, (_, season) => season);
  return (request, response) => {
    const items = (request.query.append_to_response ?? '').split(',');
    if (items.length > 20)
      return json({ errors: ['too many append to response calls'] }, { status: 422 })(request, response);
    const appended = items.flatMap((item) => {
      const season = /^season\/(\d+)$/.exec(item)?.[1];
      return season !== undefined && Number(season) <= count ? [[item, seasonOf(Number(season))] as const] : [];
    });
    const show = {
      id: 77,
      name: 'Long Running',
      number_of_seasons: count,
      number_of_episodes: count * 2,
      seasons: numbers.map((season) => ({ id: 5000 + season, season_number: season, name: `Season ${season}` })),
      ...Object.fromEntries(appended),
    };
    return json(show)(request, response);
  };
}

function seasonOf(season: number): unknown {
  const episode = (number: number) => ({
    id: season * 100 + number,
    season_number: season,
    episode_number: number,
    name: `E${number}`,
  });
  return { id: 5000 + season, season_number: season, name: `Season ${season}`, episodes: [episode(1), episode(2)] };
}

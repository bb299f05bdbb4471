import { ANY, type FileCondition, type Tracks } from './condition.ts';
import type { Dialect } from './dialect.ts';
import { RESOLUTIONS, type Resolution } from './resolutions.ts';

/** What must hold of an item `i`, for a condition on its files. */
export function filesSql(condition: FileCondition, dialect: Dialect): string {
  const present = (): string => `f.missing_since IS NULL AND (${fileSql(condition, dialect)})`;
  const facts = 'LEFT JOIN file_facts ff ON ff.file_id = f.id';
  return `EXISTS (SELECT 1 FROM groups g JOIN files f ON f.group_id = g.id ${facts} WHERE g.item_id = i.id AND ${present()})
    OR EXISTS (SELECT 1 FROM file_items l JOIN files f ON f.id = l.file_id ${facts} WHERE l.item_id = i.id AND ${present()})`;
}

function fileSql(condition: FileCondition, dialect: Dialect): string {
  switch (condition.what) {
    case 'tracks': {
      const { member, values } = condition;
      const isAny = values.includes(ANY);
      return condition.of
        .map((kind) =>
          trackSql(kind, dialect, (track) => {
            const text = dialect.textOf(track, member);
            return isAny ? `${text} IS NOT NULL` : dialect.oneOf(dialect.lower(text), values);
          }),
        )
        .join(' OR ');
    }
    case 'spoken': {
      const tracks = trackSql(condition.of, dialect, (track) =>
        isLanguage(dialect.textOf(track, 'language'), condition.languages, dialect),
      );
      if (condition.of === 'audio') return tracks;
      return `${tracks} OR (f.role = 'subtitle' AND (${isLanguage('f.language', condition.languages, dialect)}))`;
    }
    case 'resolution':
      return trackSql('video', dialect, (track) =>
        condition.names.map((name) => resolutionSql(name, track, dialect)).join(' OR '),
      );
    case 'size':
      return condition.bounds.map(({ op, value }) => `f.size ${op} ${dialect.bind(value)}`).join(' AND ');
    case 'path':
      return condition.parts.map((part) => dialect.contains('f.path_key', part)).join(' OR ');
    case 'edition':
      return condition.names.map((name) => dialect.contains(dialect.lower('f.edition'), name)).join(' OR ');
  }
}

function trackSql(kind: Tracks, dialect: Dialect, test: (track: string) => string): string {
  return `EXISTS (SELECT 1 FROM ${dialect.elementsOf('ff.probe', kind)} WHERE ${test('t.value')})`;
}

/** `pt` is met by `pt-BR`, too. */
function isLanguage(column: string, languages: readonly string[], dialect: Dialect): string {
  return languages
    .map((language) => {
      const same = `${dialect.lower(column)} = ${dialect.bind(language)}`;
      return `${same} OR substr(${dialect.lower(column)}, 1, ${language.length + 1}) = ${dialect.bind(`${language}-`)}`;
    })
    .join(' OR ');
}

function resolutionSql(name: Resolution, track: string, dialect: Dialect): string {
  const place = RESOLUTIONS.findIndex(([one]) => one === name);
  const [, width, height] = RESOLUTIONS[place] ?? RESOLUTIONS[0];
  const reaches = (least: number, high: number): string =>
    `(${dialect.numberOf(track, 'width')} >= ${least} OR ${dialect.numberOf(track, 'height')} >= ${high})`;
  const above = RESOLUTIONS[place - 1];
  return above === undefined
    ? reaches(width, height)
    : `(${reaches(width, height)} AND NOT ${reaches(above[1], above[2])})`;
}

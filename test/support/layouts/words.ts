import { seeded } from './works.ts';

const ADJECTIVES =
  'Silent Iron Golden Crooked Hollow Distant Burning Frozen Restless Gentle Wicked Paper Velvet Broken Hidden Scarlet Lonely Savage Drifting Sleeping Electric Bitter Narrow Painted Forgotten Second Winter Midnight Northern Last'.split(
    ' ',
  );
const NOUNS =
  'Harbour Lantern Orchard Railway Canyon Tailor Lighthouse Gardener Mirror Compass Widow Sparrow Quarry Bishop Ferry Theatre Meadow Engine Smuggler Cathedral Puppet Furnace Baker Island Surgeon Violin Monsoon Magician Tower Marsh Swimmer Bridge Vineyard Detective Carpenter Station'.split(
    ' ',
  );
const NAMES = 'Marlowe Ingrid Tobias Esther Caspian Ottilie Ruben Harriet Leopold Nadia'.split(' ');
const PLACES = 'Lisbon Antwerp Galway Trieste Malmö Odessa Tangier Bergen'.split(' ');
const VERBS = 'Finding Leaving Burying Remembering Chasing Waking'.split(' ');

const TITLE_FORMS: readonly ((word: Words) => string)[] = [
  ({ a, n }) => `The ${a} ${n}`,
  ({ a, n }) => `${a} ${n}`,
  ({ n, m }) => `The ${n} and the ${m}`,
  ({ n, m }) => `${n} of the ${m}`,
  ({ name, n }) => `${name}'s ${n}`,
  ({ n, place }) => `The ${n} of ${place}`,
  ({ verb, name }) => `${verb} ${name}`,
  ({ n, m }) => `${n} & ${m}`,
  ({ n, a, m }) => `${n}: The ${a} ${m}`,
  ({ a, n }) => `A ${a} ${n}`,
  ({ name, n, place }) => `${name} and the ${n} of ${place}`,
  ({ n, place }) => `${n} in ${place}`,
];

interface Words {
  readonly a: string;
  readonly n: string;
  readonly m: string;
  readonly name: string;
  readonly place: string;
  readonly verb: string;
}

/** Titles that are all different, from a seed. */
export function titleMaker(seed: number): () => string {
  const random = seeded(seed);
  const pick = (list: readonly string[]): string => list[random(list.length)] ?? '';
  const seen = new Set<string>();
  let form = 0;
  return () => {
    for (;;) {
      const n = pick(NOUNS);
      const word = {
        a: pick(ADJECTIVES),
        n,
        m: pick(NOUNS),
        name: pick(NAMES),
        place: pick(PLACES),
        verb: pick(VERBS),
      };
      const title = TITLE_FORMS[form++ % TITLE_FORMS.length]?.(word) ?? n;
      if (word.m === n || seen.has(title)) continue;
      seen.add(title);
      return title;
    }
  };
}

/** Titles in another language beside the ones that English sources show. */
export const FOREIGN_TITLES: readonly (readonly [original: string, english: string])[] = [
  ['Das Haus am Deich', 'The House by the Dike'],
  ['Die Nacht der Schwäne', 'Night of the Swans'],
  ['Ein Sommer ohne Regen', 'Summer Without Rain'],
  ['Les Enfants du quai', 'Children of the Dock'],
  ['La Voisine du sixième', 'The Lady Upstairs'],
  ['Le Dernier Train pour Arles', 'Last Train to Arles'],
  ['El jardín de los ciegos', 'The Garden of the Blind'],
  ['La casa del río', 'The River House'],
  ['Il ponte di vetro', 'The Glass Bridge'],
  ['O segredo da ilha', 'The Secret of the Isle'],
  ['Den långa vintern', 'The Long Cold'],
  ['Pigen fra havnen', 'The Girl from the Docks'],
  ['De stille getuige', 'The Silent Witness of Delft'],
  ['Nóż na stole', 'A Knife on the Table'],
  ['Ночной экспресс', 'The Night Express'],
  ['Тихая вода', 'Still Water'],
  ['海の家族', 'Family of the Sea'],
  ['夜の図書館', 'The Library at Night'],
  ['겨울의 편지', 'Letters from Winter'],
  ['Zimní pohádka o vlku', 'The Wolf of Winter'],
];

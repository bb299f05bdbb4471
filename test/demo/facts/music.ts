/** Facts of the demo's albums, from the core data of MusicBrainz (CC0). */
interface TrackFact {
  readonly track: string;
  readonly recording: string;
  readonly title: string;
  /** Milliseconds. */
  readonly length: number;
}

export interface ReleaseFact {
  readonly release: string;
  readonly title: string;
  readonly date: string;
  readonly country: string;
  readonly barcode?: string;
  readonly status?: string;
  readonly format: string;
  readonly catalogNumber: string;
  readonly label: { readonly id: string; readonly name: string };
  readonly group: { readonly id: string; readonly type: string; readonly firstRelease: string };
  readonly artist: { readonly id: string; readonly name: string; readonly sortName: string };
  readonly genres: readonly string[];
  readonly tracks: readonly TrackFact[];
}

export const RELEASES: readonly ReleaseFact[] = [
  {
    release: '71d6f1d1-1190-4924-b2de-dfc1c2c8eea7',
    title: 'Deuce Avenue',
    date: '1990',
    country: 'FR',
    barcode: '3229261055827',
    format: 'CD',
    catalogNumber: '105582',
    label: { id: '6fc14496-2cd1-40ec-b1b6-1a6efa7c83ac', name: 'Musidisc' },
    group: { id: '0e3d4e08-7709-3c14-905e-1cb00c704066', type: 'Album', firstRelease: '1990' },
    artist: { id: 'dd720ac8-1c68-4484-abb7-0546413a55e3', name: 'Alan Vega', sortName: 'Vega, Alan' },
    genres: ['electronic', 'rock'],
    tracks: [
      {
        track: 'd336267e-5660-4c65-97fb-5655611db88a',
        recording: 'f9d630a8-c195-4e3b-9445-3d24008339c1',
        title: 'Body Bop Jive',
        length: 283000,
      },
      {
        track: '0dac1f44-7379-4e8a-b266-c39ae4b7dc6b',
        recording: '8f1188b6-aff1-4753-a6ff-ddba99fb0d0b',
        title: 'Sneaker Gun Fire',
        length: 320000,
      },
      {
        track: '3bf4357f-f72f-45b4-8f39-cd9c38778f58',
        recording: 'c77f3ca6-9b66-49f1-915a-55a35b81a257',
        title: 'Jab Gee',
        length: 233000,
      },
      {
        track: '54df089d-1490-465c-82d1-c8d6cc5318b0',
        recording: 'ca2bc8b6-b98a-4ac6-a9ed-b512e9d4eeb3',
        title: 'Bad Scene',
        length: 240000,
      },
      {
        track: '30922e4a-f71d-443f-b4e6-c3967c972857',
        recording: '2d943450-1faf-41c4-8079-65c96d80c35d',
        title: 'La La Bola',
        length: 250000,
      },
      {
        track: 'f9af0a78-66c4-4095-84bd-fabc3f4108e2',
        recording: 'c632bb0e-2cda-4ab9-afe1-9ef1e20d6c9a',
        title: 'Deuce Avenue',
        length: 240000,
      },
      {
        track: 'ad3ad0a9-8e92-48d8-9ff3-ad4bf02ae147',
        recording: '8c3cfe72-a438-4562-85f7-9c987123649f',
        title: 'Faster Blaster',
        length: 220000,
      },
      {
        track: '0994b7ea-bfc8-4ba4-a30c-d9b56c2be7d4',
        recording: 'dcd2d93e-d195-48dc-8442-630e9402c646',
        title: 'Sugee',
        length: 265000,
      },
      {
        track: 'ab867b28-dc24-4d5e-b174-f4ed876486b4',
        recording: '2fdb5c11-507f-4dec-9009-429688204a61',
        title: 'Sweet Sweet Money',
        length: 253000,
      },
      {
        track: 'c8232991-ed15-4e22-ad3d-67f275d23abb',
        recording: '8efef622-c866-4b70-adf4-1487ffd7ad84',
        title: 'Love On',
        length: 270000,
      },
      {
        track: '8818d325-d370-4160-8f37-d15e894d8141',
        recording: '99995871-103f-4754-bb29-6d92a4dcc2f2',
        title: 'No Tomorrow',
        length: 265000,
      },
      {
        track: 'be46da0e-15af-4a46-99bd-78da4cc0ca95',
        recording: '58838d33-7651-4ac8-82ca-cb783aaff17f',
        title: 'Future Sex',
        length: 300000,
      },
    ],
  },
  {
    release: 'e47d04a4-7460-427d-a731-cc82386d85f1',
    title: 'Kat Moda',
    date: '2001',
    country: 'XW',
    status: 'Official',
    format: 'Digital Media',
    catalogNumber: 'PMD002',
    label: { id: 'f7a74ee5-6e48-4767-9351-9cde838ec6a7', name: 'Purpose Maker' },
    group: { id: 'acb38b21-9063-3ea3-b578-35c14d9aa488', type: 'EP', firstRelease: '1997' },
    artist: { id: '470a4ced-1323-4c91-8fd5-0bb3fb4c932a', name: 'Jeff Mills', sortName: 'Mills, Jeff' },
    genres: ['techno'],
    tracks: [
      {
        track: '084e4019-8d64-4f9f-b1a3-d4459d8a5829',
        recording: '93b7876b-c37d-4d42-8b8e-083250e6a8a3',
        title: 'Alarms',
        length: 317933,
      },
      {
        track: 'da9a42ca-27e0-4279-9473-23fb033c9fd8',
        recording: 'a8ea2c29-1c4b-456d-a977-19497a11f0a8',
        title: 'The Bells',
        length: 292880,
      },
      {
        track: '7ccbc644-014c-4c5a-9cb0-eb0bb895bf7a',
        recording: 'a5327233-aa63-4b25-9ac4-a18cf35704a8',
        title: 'The Bells (Festival mix)',
        length: 606866,
      },
    ],
  },
  {
    release: 'b84ee12a-09ef-421b-82de-0441a926375b',
    title: 'The Dark Side of the Moon',
    date: '1973-03-24',
    country: 'GB',
    status: 'Official',
    format: '12" Vinyl',
    catalogNumber: 'SHVL 804',
    label: { id: '993af7f6-bb99-456b-83e7-5e728ea80a0e', name: 'Harvest' },
    group: { id: 'f5093c06-23e3-404f-aeaa-40f72885ee3a', type: 'Album', firstRelease: '1973-03-24' },
    artist: { id: '83d91898-7763-47d7-b03b-b92132375c47', name: 'Pink Floyd', sortName: 'Pink Floyd' },
    genres: ['progressive rock', 'psychedelic rock'],
    tracks: [
      {
        track: 'd4156411-b884-368f-a4cb-7c0101a557a2',
        recording: 'bef3fddb-5aca-49f5-b2fd-d56a23268d63',
        title: 'Speak to Me',
        length: 68346,
      },
      {
        track: '7d5f0207-489b-3c93-9837-d8b754d5a821',
        recording: 'ecbc7c9b-e79d-4ec8-ac77-44e4a7f7f1b8',
        title: 'Breathe',
        length: 168720,
      },
      {
        track: 'ffb7f6b2-b20d-3cb4-bc1b-5b6f4c3c4054',
        recording: '747a79a7-644e-42d4-be86-9adaf44393d8',
        title: 'On the Run',
        length: 230600,
      },
      {
        track: '39478197-6ea3-33ec-af39-dc7ae75c9799',
        recording: '41959321-f2bb-4580-aa19-16248fe665d3',
        title: 'Time',
        length: 409600,
      },
      {
        track: '47d38542-2382-3a4b-af05-a8f7e5dcaa5c',
        recording: '73b01cea-2dad-4fc2-9e61-02a31477c1b1',
        title: 'The Great Gig in the Sky',
        length: 284133,
      },
      {
        track: 'e04126c2-457c-36b1-a6b3-9191002607bf',
        recording: '7fef22bd-76aa-4803-b56b-93a5d6e70662',
        title: 'Money',
        length: 382746,
      },
      {
        track: '25ede3e7-6233-36fb-971b-9465454f247b',
        recording: '2d1201cf-59bb-4ffa-9f52-f5b3afa13346',
        title: 'Us and Them',
        length: 469853,
      },
      {
        track: '98f679d1-87ff-33df-b815-e585349719ea',
        recording: '7c278a16-ae04-460c-88ea-39155cadcd09',
        title: 'Any Colour You Like',
        length: 206213,
      },
      {
        track: 'c8a75ec4-0f9a-35e7-b5b5-92ea929526db',
        recording: '71c0e054-b700-4fd2-a35b-95c7afc566cb',
        title: 'Brain Damage',
        length: 226933,
      },
      {
        track: '0c7961e2-1156-34ed-beff-58d400421635',
        recording: '76341a6e-bac9-4ab3-9d9a-3cf1c9ceac80',
        title: 'Eclipse',
        length: 131546,
      },
    ],
  },
];

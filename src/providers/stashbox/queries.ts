/** What is asked of a scene: what the domain has a field for, and by what it was recognised. */
const SCENE = `fragment SceneParts on Scene {
  id
  title
  code
  details
  director
  release_date
  duration
  deleted
  urls { url }
  studio { name parent { name } }
  tags { name }
  images { url width height }
  performers { as performer { id name images { url } } }
  fingerprints { algorithm hash duration submissions }
}`;

/** Answers one list of scenes a file, in their order; 40 files at most. */
export const BY_FINGERPRINTS = `query FindScenesBySceneFingerprints($fingerprints: [[FingerprintQueryInput!]!]!) {
  findScenesBySceneFingerprints(fingerprints: $fingerprints) { ...SceneParts }
}
${SCENE}`;

export const BY_ID = `query FindScene($id: ID!) {
  findScene(id: $id) { ...SceneParts }
}
${SCENE}`;

/** `searchScenes` has taken its place, but only newer servers have that; all have this one. */
export const BY_TERM = `query SearchScene($term: String!, $limit: Int) {
  searchScene(term: $term, limit: $limit) { ...SceneParts }
}
${SCENE}`;

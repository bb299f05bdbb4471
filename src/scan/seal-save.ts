import { compact } from '../model/compact.ts';
import { sealValue } from '../model/seal.ts';
import type { GroupSave, SavedFile } from '../store/port.ts';

/**
 * Seals the texts of a save that come from names and from errors. The records of sources are sealed already; paths are
 * bytes, and stay as they are.
 */
export function sealSave(save: GroupSave): GroupSave {
  const { group, identification, files } = save;
  return {
    ...save,
    group: { ...group, reading: sealValue(group.reading) },
    identification: sealValue(identification),
    files: files.map(sealFile),
  };
}

function sealFile(file: SavedFile): SavedFile {
  const { versionLabel, format3d, language, edition, error, probe, tags } = file;
  const sealed = sealValue({ versionLabel, format3d, language, edition, error });
  return { ...file, ...compact({ ...sealed, probe: sealValue(probe), tags: sealValue(tags) }) };
}

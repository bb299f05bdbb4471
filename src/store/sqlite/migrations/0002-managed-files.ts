/** What the service that manages a file says of it: quality, release group, edition … */
export const managedFiles: readonly string[] = ['ALTER TABLE file_facts ADD COLUMN managed TEXT'];

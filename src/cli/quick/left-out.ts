/** The bundle of a command does not hold a function that the command needs now: the whole program has to do the work. */
export class LeftOut extends Error {
  constructor(name: string) {
    super(`${name} is not in this bundle`);
  }
}

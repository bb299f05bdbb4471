/** In the name of a pipe: opening it waits without end. */
export const HUNG = 'hung';

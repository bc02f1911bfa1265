/** Header of an answer at which the process of a function that gets it dies. */
export const DIE = 'x-sandbox-die';

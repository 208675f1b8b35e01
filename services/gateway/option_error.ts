// A mistake in the command line, or in a file that it names, in English and for people.
export class OptionError extends Error {
  constructor(
    message: string,
    readonly chinese: string,
  ) {
    super(message);
  }
}

// Flags that mean something only together.
import { OptionError } from "./option_error.js";

// Throws OptionError when some of them are given and some are not.
export function allOrNone<Name extends string>(
  flags: { [name in Name]?: string | undefined },
  names: Name[],
): Record<Name, string> | undefined {
  const missing = names.filter((name) => flags[name] === undefined);
  if (missing.length === names.length) return undefined;
  if (missing.length > 0) {
    const given = names.filter((name) => flags[name] !== undefined);
    throw new OptionError(
      `${given.join(", ")}: got no ${missing.join(", ")}, want all of them or none`,
      `参数 ${names.map((name) => `--${name}`).join("、")} 须同时给出，还缺 ${missing.map((name) => `--${name}`).join("、")}。`,
    );
  }
  return flags as Record<Name, string>;
}

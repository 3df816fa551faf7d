/** The files that npm would publish. */
export function packedFiles(root: string): string[];

export class SetupError extends Error {}
export function ensureSetUp(root: string): Promise<void>;
export function npmCommand(node?: string): string[];
export function toolPath(root: string): string;

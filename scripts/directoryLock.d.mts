export function withDirectoryLock<T>(
	lockDirectory: string,
	work: () => Promise<T>,
	onWait?: () => void,
): Promise<T>;

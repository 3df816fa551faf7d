const { default: tsJest } = require('ts-jest');

/*
 * ts-jest, which here makes CommonJS of every file: modules of jest's own kind of ES modules need a realm
 * of their own, and jest first tries an .mts as CommonJS in any case. As the ES modules that they are, the
 * simulators run under `node --test` and in the end-to-end tests.
 */

module.exports = {
	createTransformer(options) {
		const inner = tsJest.createTransformer(options);
		return {
			process: (source, file, ...rest) =>
				inner.process(
					source.replaceAll('import.meta.dirname', '__dirname'),
					// TypeScript takes the kind of module from the name.
					file.replace(/\.mts$/, '.ts'),
					...rest,
				),
			getCacheKey: (source, file, ...rest) =>
				`${inner.getCacheKey(source, file, ...rest)}-commonjs`,
		};
	},
};

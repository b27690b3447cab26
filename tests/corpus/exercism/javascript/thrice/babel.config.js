module.exports = { presets: ['a-preset-that-is-not-here'] };

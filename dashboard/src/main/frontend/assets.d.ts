/** Style sheets that come with a package, such as a font's. */
declare module '*.css';

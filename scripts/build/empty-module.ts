/** Stands in for modules that must not be part of the bundle. */
export default {};

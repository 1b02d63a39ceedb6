const weight: number = "3";
const used = later + 1;
const later = 2;
export { used, weight };

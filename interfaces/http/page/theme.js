// Sets the colours that were chosen earlier before anything is painted. Runs ahead of all modules.
const theme = localStorage.getItem("casebook-theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

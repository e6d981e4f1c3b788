# The files of the page that are compiled into the program.
set(CASEBOOK_PAGE_FILES
  index.html)

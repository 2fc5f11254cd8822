# What `plain` says in other words than its parent: there is no box for a search, and no map is drawn.
page-search = All entries
search-about = Every entry of this dossier, by the first letter of its title and by its kind. These pages have no script, and so no box to search with: your browser finds words on a page.
page-map = Relations
map-about = Who and what of this dossier hangs together with whom and what: who claims, who decided, what it rests on in law.
map-in-words = By kind
map-shown = { $n ->
    [one] { $n } entry has relations to others.
   *[other] { $n } entries have relations to others.
 }

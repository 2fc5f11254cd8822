# Words of the interface that shall be others than those of the parent, for example:
# page-ledger = Who claims what

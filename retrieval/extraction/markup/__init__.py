"""What a page's markup tells beside its words: tables of its layout, adverts, metadata."""

"""What a programme tells the public: articles with their readers' comments, a timeline."""

# Linux gives up without a word; what the client sends later meets no connection.
client 10.0.0.2:50123 ttl 57
server 203.0.113.9:80 ttl 64
+0      C > S  SYN
+0.1ms  S > C  SYN-ACK
+26ms   C > S  ACK
+300ms  S > C  data 500 dropped             @data
+210ms  S > C  again @data dropped
+420ms  S > C  again @data dropped
+840ms  S > C  again @data dropped
+5s     C > S  data 60                      @late
+0.1ms  S > C  RST                          @reset
expect @reset origin server cause retransmission-timeout names no-such-connection trigger @late
